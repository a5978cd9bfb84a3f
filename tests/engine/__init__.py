"""The outcome engine, rule by rule: drawn claims in, outcomes and episodes out, through the production
import."""
