namespace PricingFunctions.Local;

/// <summary>Something that the local host needs is not there; the message is one line with the way out.</summary>
/// <param name="message">What is missing, and what to do about it.</param>
/// <param name="cause">What it was noticed by, or null.</param>
public sealed class SetupException(string message, Exception? cause = null) : Exception(message, cause);
