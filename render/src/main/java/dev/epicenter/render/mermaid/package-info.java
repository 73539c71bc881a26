/** The propagation as a Mermaid flowchart. */
@NullMarked
package dev.epicenter.render.mermaid;

import org.jspecify.annotations.NullMarked;
