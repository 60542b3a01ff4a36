"""The vault: everything Saegim keeps, encrypted, in one folder. The only package that opens SQLCipher or makes keys."""
