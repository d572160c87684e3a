"""The plain loop that people write in Python: the same clip, weights and frames. Prints its seconds, a run a line."""

import sys
import time

import cv2
import numpy

clip, weights, every_nth_frame, repetitions = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
SIDE = 416
network = cv2.dnn.readNetFromONNX(weights)


def letterbox(frame):
    scale = min(SIDE / frame.shape[1], SIDE / frame.shape[0])
    small = cv2.resize(frame, (round(frame.shape[1] * scale), round(frame.shape[0] * scale)))
    padded = numpy.full((SIDE, SIDE, 3), 114, numpy.uint8)
    padded[: small.shape[0], : small.shape[1]] = small
    return padded.astype(numpy.float32).transpose(2, 0, 1)[None]


def analyse():
    capture = cv2.VideoCapture(clip)
    number = 0
    while True:
        there, frame = capture.read()
        if not there:
            return
        if number % every_nth_frame == 0:
            network.setInput(letterbox(frame))
            network.forward()
        number += 1


analyse()
for _ in range(repetitions):
    started = time.monotonic()
    analyse()
    print(time.monotonic() - started)
