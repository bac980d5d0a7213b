/**
 * Masks of a batch as one COCO file of instances ({@code coco.json}): polygons, and run lengths where there are holes.
 */
@NullMarked
package org.medspike.export.coco;

import org.jspecify.annotations.NullMarked;
