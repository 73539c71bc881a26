package dev.epicenter.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A catch block as its byte code shows it. Written once a class and chunk, when a failure went through the class. */
@Name("epicenter.HandlerSite")
@Label("Handler Site")
@Description("A catch block as its byte code shows it")
@Category({"Epicenter", "Code"})
public final class HandlerSiteEvent extends EpicenterEvent {
    @HandlerSiteId
    @Label("Handler Site")
    @Description("The catch block")
    public long handlerSiteId;

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

    @Label("Line")
    @Description("First source line of the block, 0 when not known")
    public int line;

    @Label("Last Line")
    @Description("Last source line of the block")
    public int lastLine;

    @Label("Covered Lines")
    @Description("Source lines that it covers, as ranges: 12-18;20-22")
    public @Nullable String coveredLines;

    @Label("Caught Types")
    @Description("Binary names, separated by semicolons; empty for finally")
    public @Nullable String caughtTypes;

    @Label("Kind")
    @Description(
            "catch or finally. A finally block that throws on what it receives has no Failure Handled; it is told of for what it throws instead")
    public @Nullable String kind;

    @Label("Disposition")
    @Description("What the code of the block does in one word: handled, logged, wrapped, rethrown, swallowed, unknown")
    public @Nullable String disposition;

    @Label("Does")
    @Description("All of what it does, separated by semicolons; words are in docs/events.md")
    public @Nullable String does;

    @Label("Assigned Fields")
    @Description("Fields that the covered code assigns, in code order: owner.name:line;owner.name:line")
    public @Nullable String assignedFields;

    @Label("Assigned By Calls")
    @Description(
            "Fields that methods of its own class assign when the covered code calls them, in code order: owner.name:line@method;owner.name:line@method")
    public @Nullable String assignedByCalls;

    @Label("Assigned Locals")
    @Description("Local variables that the covered code assigns and that live on behind the block: name:line;name:line")
    public @Nullable String assignedLocals;
}
