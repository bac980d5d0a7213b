package org.medspike.imaging.codec.jpeg;

/** A component of a scan and the codes of its coefficients. */
record ScanComponent(Component component, HuffmanTable dc, HuffmanTable ac) {}
