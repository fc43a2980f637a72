namespace Forum.Core.Data;

/// <summary>The forum cannot start as things are. The message is one sentence for the person who started it.</summary>
/// <param name="sentence">What is wrong and what to do, in one sentence.</param>
/// <param name="inner">What brought it to light; null when the program looked for itself.</param>
public sealed class StartRefusedException(string sentence, Exception? inner = null) : Exception(sentence, inner);
