package org.medspike.mask;

/** Which neighbouring pixels belong to one part of a mask. */
public enum Connectivity {
    /** Those that share an edge or touch at a corner: eight neighbours. What is counted and measured. */
    EDGES_AND_CORNERS,
    /** Those that share an edge: four neighbours. What outlines need that may not touch themselves. */
    EDGES
}
