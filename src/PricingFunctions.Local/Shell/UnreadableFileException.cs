namespace PricingFunctions.Local.Shell;

/// <summary>A file or its header cannot be read; the message is one line that names the file and says why.</summary>
/// <param name="path">The file as the user named it.</param>
/// <param name="reason">What is wrong, as the rest of a sentence.</param>
internal sealed class UnreadableFileException(string path, string reason) : Exception($"{path} {reason}");
