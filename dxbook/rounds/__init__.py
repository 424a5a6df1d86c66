"""The yearly round between the DX office and the departments, one package a step."""
