"""Where answers may stand in an outline, each place with the labels around it."""
