/** Masks as outlines that QuPath opens: GeoJSON (RFC 7946) in pixel coordinates, with the properties that QuPath gives its own. */
@NullMarked
package org.medspike.export.geojson;

import org.jspecify.annotations.NullMarked;
