"""Is the service alive, and is it ready? Answers for load balancers, containers and monitors."""
