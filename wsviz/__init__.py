"""wsviz: the wake-sleep algorithm (Hinton, Dayan, Frey & Neal 1995), one vocabulary throughout.

layer          0 is the visible layer, counting up; sizes are given bottom-up, e.g. (16, 8, 1)
connection     the weights and biases into one layer, in one of the two directions
direction      generative (downward, taught awake) or recognition (upward, taught asleep)
state s        a unit's binary value; p its generative, q its recognition probability
step           one phase, wake or sleep, applied once
cycle          a wake step and the sleep step after it
beat           a moment shown within a step; only a view
learner        one network of a run; learners run side by side with consecutive seeds
rows           examples handled at once
recognise      draw hidden states upward from a datum
dream          draw states downward from the top; the visible end is a fantasy
predict        the probability of a layer given its parents
change         what is added to a direction: rate · input · (state − predicted), constrained
datum          a visible image drawn from the data
held out       images of the same world that learning never sees
ink            how dark a pixel of a brought picture is, 0 paper to 1, before it is cut to two tones
explanation    one configuration of all hidden units
recipe         everything that determines a run; a preset is a recipe with a name
run            the history of a recipe: keyframes, curves, and any cycle by replay
cursor         the cycle, phase and beat on show
"""
