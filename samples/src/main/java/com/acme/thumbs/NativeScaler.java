package com.acme.thumbs;

/** The scaler in C, see thumbs.c. */
final class NativeScaler {
    /** Width must not be 0, and the image not be empty; nobody checks that. */
    native int scale(byte[] image, int width);
}
