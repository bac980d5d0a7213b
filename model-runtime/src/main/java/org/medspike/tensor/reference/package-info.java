/**
 * The algebra computed naively in double precision: plain loops that follow the definitions, slow and easy to believe.
 *
 * <p>It judges the other meanings in the tests. Speed stays out.
 */
@NullMarked
package org.medspike.tensor.reference;

import org.jspecify.annotations.NullMarked;
