"""How a site reaches its readers: to a folder with releases, over rsync, to a branch; and what a publisher is told."""
