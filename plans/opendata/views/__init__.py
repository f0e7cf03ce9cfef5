"""What is published, for people, for machines and for other people’s pages."""
