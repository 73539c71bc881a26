package dev.epicenter.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Name;
import jdk.jfr.Relational;

/** A unit of work, by a number the agent gave it; unique in a process, 0 when there is none. */
@MetadataDefinition
@Relational
@Name("epicenter.TaskId")
@Label("Task Id")
@Description("A unit of work, by a number the agent gave it; unique in a process, 0 when there is none.")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TaskId {}
