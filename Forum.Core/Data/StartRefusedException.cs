namespace Forum.Core.Data;

/// <summary>The forum can't start. The message is one sentence for the person who started it.</summary>
/// <param name="sentence">What's wrong and what to do, in one sentence.</param>
/// <param name="inner">The cause; null if the program found the problem itself.</param>
public sealed class StartRefusedException(string sentence, Exception? inner = null) : Exception(sentence, inner);
