"""Words set on pages by typst: carried fonts, their widths, and where lines may break."""
