"""Kept views on screen: the control that keeps one, their list, and one of them then and now.

Enters: what a page shows. Leaves: a view in the desk's file. No module here but `listed` and `compared` may
import `d9311.ui.page`, whose head holds the control.
"""
