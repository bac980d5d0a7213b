/** Each kernel as the plain loop that it is: the meaning of the others, and the work horse where there are no vectors. */
@NullMarked
package org.medspike.engine.kernel.plain;

import org.jspecify.annotations.NullMarked;
