package com.acme.mail;

/** A version could not be taken down. */
final class DeploymentException extends Exception {
    private static final long serialVersionUID = 1;

    DeploymentException(String message) {
        super(message);
    }
}
