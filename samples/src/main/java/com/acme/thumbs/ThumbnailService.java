package com.acme.thumbs;

/** Makes a thumbnail of each upload, 64 pixels wide unless told otherwise. */
final class ThumbnailService {
    private final NativeScaler scaler = new NativeScaler();
    private int pixels;

    void upload(String width, byte[] image) {
        pixels += scaler.scale(image, width(width));
    }

    private static int width(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 64;
        }
    }
}
