/**
 * A network as a graph of values, and what the graph's small operations mean together.
 *
 * <p>{@link org.medspike.engine.graph.GraphOps} is the fifth meaning of the algebra: it computes nothing and writes down
 * what is to be computed. {@link org.medspike.engine.graph.Recognition} finds in it the larger forms that have kernels of
 * their own: neurons over all time steps, attention in linear form, means over time. How anything is computed stays out.
 */
@NullMarked
package org.medspike.engine.graph;

import org.jspecify.annotations.NullMarked;
