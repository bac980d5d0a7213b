/**
 * From a graph to a plan, and the plan at work.
 *
 * <p>{@link org.medspike.engine.plan.Lowering} folds normalisations, composes linear maps and turns values into stages;
 * {@link org.medspike.engine.plan.Layout} groups stages into passes and gives each its place in memory; {@link
 * org.medspike.engine.plan.Plan} runs them. What a stage computes stays out, and so does training.
 */
@NullMarked
package org.medspike.engine.plan;

import org.jspecify.annotations.NullMarked;
