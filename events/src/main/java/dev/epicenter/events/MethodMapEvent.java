package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** What a method assigns and locks, so that one can tell what a failure that left it kept from happening. Written once a class and chunk, when a failure went through the class. */
@Name("epicenter.MethodMap")
@Label("Method Map")
@Description("What a method assigns and locks, so that one can tell what a failure that left it kept from happening")
@Category({"Epicenter", "Code"})
public final class MethodMapEvent extends EpicenterEvent {
    @Label("Class")
    @Description("Binary name")
    public @Nullable String className;

    @Label("Method")
    public @Nullable String methodName;

    @Label("Descriptor")
    @Description("JVM method descriptor")
    public @Nullable String descriptor;

    @Label("Source File")
    public @Nullable String sourceFile;

    @Label("First Line")
    public int firstLine;

    @Label("Last Line")
    public int lastLine;

    @Label("Synchronized")
    @Description("Whether the whole method holds the lock")
    public boolean synchronizedMethod;

    @Label("Synchronized Lines")
    @Description("Source lines of its synchronized blocks, as ranges: 12-18;20-22")
    public @Nullable String synchronizedLines;

    @Label("Assigned Fields")
    @Description("Fields that it assigns, in code order: owner.name:line;owner.name:line")
    public @Nullable String assignedFields;

    @Label("Assigned By Calls")
    @Description(
            "Fields that methods of its own class assign when it calls them, in code order: owner.name:line@method;owner.name:line@method")
    public @Nullable String assignedByCalls;

    @Label("Lock Calls")
    @Description("Calls of lock() and unlock() and the like, in code order: owner.name:line;owner.name:line")
    public @Nullable String lockCalls;
}
