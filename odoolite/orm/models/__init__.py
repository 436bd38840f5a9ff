"""The model ladder: recordset > crud > search > grouping > transfer > webclient > base."""
