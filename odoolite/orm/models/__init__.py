"""The model ladder, from what a recordset is to what a web client asks.

recordset > accessing > defaults > reading > flushing > trees > checking > creating >
writing > copying > search > grouping > transfer > webclient > webgroups > base.
"""
