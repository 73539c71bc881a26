package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A class that should have been instrumented and could not be: handlers and tasks in it are not seen. */
@Name("epicenter.ClassSkipped")
@Label("Class Skipped")
@Description("A class that should have been instrumented and could not be")
@Category({"Epicenter", "Agent"})
public final class ClassSkippedEvent extends EpicenterEvent {
    @Label("Class")
    @Description("Binary name")
    public @Nullable String className;

    @Label("Reason")
    public @Nullable String reason;
}
