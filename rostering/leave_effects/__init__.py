"""What leave would mean for teams and for their rotas, published or not."""
