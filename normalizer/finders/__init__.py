"""What is found in an article, one folder a stage; a stage imports no other stage."""
