namespace PricingFunctions.Local;

/// <summary>Something that the local host needs is not there; the message is one line with the way out.</summary>
/// <param name="message">What is missing, and what to do about it.</param>
public sealed class SetupException(string message) : Exception(message);
