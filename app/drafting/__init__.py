"""Transcript in, drafted statements out: templates, prompts, the language model, the drafter."""
