/**
 * What is told of an evaluation: tables for the terminal, CSV, JSON, pictures of errors, and a page that holds all of
 * it.
 *
 * <p>Every text carries the protocol, the kind of average, n and units. How the numbers came about stays out.
 */
@NullMarked
package org.medspike.evaluation.report;

import org.jspecify.annotations.NullMarked;
