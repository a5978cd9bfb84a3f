"""One palette, distinct with every common colour-vision deficiency (after Okabe and Ito, 2008).

Every colour has a contrast of at least 3:1 on white and on Streamlit's dark ground: one palette serves both.
Colour never carries a meaning alone: shape, hatching or words say the same.
"""

# Streamlit puts the text colour of the running theme in the place of this one, so words are as strong as the
# page's in light and in dark; outside Streamlit it is a black.
INK = "#000037"

CLEAR = "rgba(0,0,0,0)"

APPROVED = "#0072B2"
GAP = "#D55E00"
PAID = "#008F68"
FIRST = "#B5629B"
QUIET = "#808080"

BAND = "rgba(0,114,178,0.18)"
FAINT = "rgba(128,128,128,0.3)"
GUIDE = "rgba(128,128,128,0.8)"

# From nothing to strong on any ground: the clear end takes the page's colour.
MISSING_SCALE = [[0, "rgba(213,94,0,0.04)"], [1, "rgba(213,94,0,0.75)"]]

HATCH = {"shape": "/", "size": 6, "solidity": 0.25, "fillmode": "overlay", "fgcolor": QUIET, "bgcolor": CLEAR}
