"""What a person does, through the services."""
