"""The only folder that knows Word, Excel, pictures and zip."""
