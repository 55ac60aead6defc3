"""Choosing where a bundle goes: what handing over and replying share."""
