package org.medspike.engine.training;

/**
 * A feature that needs no more than a row of its gradient to hand on what follows from that row: a normalisation after it
 * writes no map of the gradient.
 */
interface RowByRow {

    /** {@link Feature#backward} with rows that the normalisation makes as they are needed. */
    void backward(Norm norm);
}
