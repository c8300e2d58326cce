"""Plain Python that every room uses: errors, paths, clock, settings, files, log, resources, language."""
