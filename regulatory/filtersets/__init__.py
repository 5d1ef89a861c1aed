"""What can be asked, one noun a file; shared by the API and the pages. The rows that readers may see are chosen elsewhere."""
