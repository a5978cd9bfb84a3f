"""Apache Spark as the engine past one machine: the one SQL of this project, translated and run there.

Nothing else needs this room: who does not ask for `--engine spark` needs neither pyspark nor Java.
docs/scale.md says what runs where.
"""
