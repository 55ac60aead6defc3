"""The building blocks of every page: real Qt controls that paint themselves from the tokens of gui.theme."""
