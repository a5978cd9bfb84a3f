"""A page of constant elements, as Streamlit runs it: what another page sent, sent again, nothing computed.

`D9311_RECORDED` names a file of two recordings (`tests.speed.recorded`), which take turns from run to run. Without it
the page is a bare one: a choice, four metrics and a chart.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

turn = st.session_state["turn"] = st.session_state.get("turn", -1) + 1
recorded = os.environ.get("D9311_RECORDED")
if recorded:
    context = get_script_run_ctx()
    assert context is not None
    for sent in pickle.loads(Path(recorded).read_bytes())[turn % 2]:
        message = ForwardMsg()
        message.ParseFromString(sent)
        context.enqueue(message)
else:
    st.title("Bare")
    with st.popover("Period", key="pop_period"):
        st.radio("Period", ["All dates", "Others"])
    for column, number in zip(st.columns(4), range(4), strict=True):
        column.metric("Metric", turn + number)
    rows = [f"Payer {number}" for number in range(8)]
    st.plotly_chart(go.Figure(go.Bar(x=[turn % 2 + number for number in range(8)], y=rows, orientation="h")))
