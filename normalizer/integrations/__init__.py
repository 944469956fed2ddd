"""Articles cleaned where people's data already is: Arrow, Ray, Spark, datatrove, datasets."""
