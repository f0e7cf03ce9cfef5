"""The toolkit that every page is built with: forms, navigation, errors, context."""
