using Pricing.Pipeline.Controls.People;

namespace Pricing.Pipeline.Tests.Controls.People;

public sealed class PersonTests
{
    [Fact]
    public void IsSurelyAnother_OfTwoWhoSignedIn_GoesByTheObjectIdAndNotByTheName()
    {
        var before = Person.SignedIn("Sato", "1");

        Assert.False(before.IsSurelyAnother(Person.SignedIn("Suzuki", "1")));
        Assert.True(before.IsSurelyAnother(Person.SignedIn("Sato", "2")));
    }

    [Fact]
    public void IsSurelyAnother_OfATypedName_IsNever()
    {
        var signedIn = Person.SignedIn("Sato", "1");

        Assert.False(signedIn.IsSurelyAnother(Person.Typed("Suzuki")));
        Assert.False(Person.Typed("Suzuki").IsSurelyAnother(signedIn));
    }

    [Fact]
    public void IsVerified_OfATypedNameThatLooksLikeAnIdentity_IsFalse()
    {
        var typed = Person.Typed("entra:1");

        Assert.False(typed.IsVerified);
        Assert.Equal("entra:1 (unverified)", typed.ToString());
    }
}
