"""Whole conversations without a server, to measure them or to try a draft: the bot's thinking, no Rasa.

The console starts `python -m bot.rehearsal` and speaks with it in lines of JSON, so the model is
loaded once, on the first question, in a process that ends when nobody asks any more.
"""
