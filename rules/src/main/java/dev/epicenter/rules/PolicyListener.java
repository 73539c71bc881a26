package dev.epicenter.rules;

import dev.epicenter.model.PolicyFiring;

/** Carries actions of policies out, or hands them on, say to a webhook. */
public interface PolicyListener {
    /** Called once for each firing, in time order; must not block for long. */
    void fired(PolicyFiring firing);
}
