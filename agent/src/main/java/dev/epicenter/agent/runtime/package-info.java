/**
 * What woven code calls: in the bootstrap loader, so that every class can see it, the JDK's own among them.
 *
 * <p>The classes named {@code …Hooks} are the only ones that woven code knows. A hook does nothing while {@link
 * dev.epicenter.agent.runtime.Gate} is closed, never throws, holds no lock while it calls what is not ours, and allocates nothing
 * for what is over budget. No lambdas, no string switch, nothing else that starts {@code java.lang.invoke}: hooks run while the JDK
 * starts, and inside constructors of exceptions. Sees the JDK and the events.
 */
@NullMarked
package dev.epicenter.agent.runtime;

import org.jspecify.annotations.NullMarked;
