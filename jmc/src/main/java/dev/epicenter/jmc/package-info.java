/**
 * What Epicenter finds, as rules of JDK Mission Control: a class a rule of the library, written by the build, and {@link
 * dev.epicenter.jmc.EpicenterRootCause}. Found by the service loader, in the JMC application through plugin.xml.
 */
@NullMarked
package dev.epicenter.jmc;

import org.jspecify.annotations.NullMarked;
